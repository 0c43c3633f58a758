"""The charts: a Vega-Lite spec each (``<name>.vl.json``), drawn as inline SVG while the site is built."""
