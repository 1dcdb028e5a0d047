"""What each command takes, a module for a kind of use. What it does is in ``api.commands``.

Nothing heavy is imported here, so that ``zhengtu --help`` answers at once.
"""
