"""Learn the weights of ``sentiment/lexicons`` anew; needs the extra ``train``. Writes weights, never a text."""
