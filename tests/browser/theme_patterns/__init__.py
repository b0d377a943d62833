"""The pattern site: every page kind and every block of the theme, rendered from fictional values.

`values` holds the values, `pages` the pages made of them, `examples` the examples of each macro, `render` turns them
into a folder of files such as a build gives. Both the unit tests of the theme and the browser's use it; it needs
neither Pelican nor content. Nobody and nothing in it exists.
"""
