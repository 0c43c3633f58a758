"""Read a text: text -> Reading. Knows nothing of the web, the store or pages."""
