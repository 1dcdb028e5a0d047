"""Zhengtu for programs that speak the Model Context Protocol (extra ``mcp``)."""
