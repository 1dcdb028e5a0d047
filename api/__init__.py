"""Where the parts are put together: command line, HTTP, page."""
