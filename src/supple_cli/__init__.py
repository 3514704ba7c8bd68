"""The command line: parse, call the library, print. Nothing heavy is imported until a command needs it."""
