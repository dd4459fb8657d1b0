"""What the extension does with Qt: the server's process and socket, and what the module and the effect share."""
