"""What the commands do; each file is loaded when its command is called."""
