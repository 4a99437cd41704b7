"""The `tutor` command: parse, call one service, print. It decides nothing."""
