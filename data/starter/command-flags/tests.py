assert command_flags("") == {"_": []}
assert command_flags("build -vv --out=dist --no-cache src") == {"_": ["build", "src"], "v": 2, "out": "dist", "cache": False}
assert command_flags("-v -vv") == {"_": [], "v": 3}
assert command_flags("--verbose") == {"_": [], "verbose": True}
assert command_flags("--name=") == {"_": [], "name": ""}
assert command_flags("--query=a=b") == {"_": [], "query": "a=b"}
assert command_flags("- in - out") == {"_": ["-", "in", "-", "out"]}
assert command_flags("--dry -- --dry -x -- y") == {"_": ["--dry", "-x", "--", "y"], "dry": True}
assert command_flags("--no-color --color") == {"_": [], "color": True}
assert command_flags("--color --no-color") == {"_": [], "color": False}
assert command_flags("-xyx --no-y=5") == {"_": [], "x": 2, "y": 1, "no-y": "5"}
assert command_flags("one  two\tthree") == {"_": ["one", "two", "three"]}
assert command_flags("--level=1 --level=2 --nothing") == {"_": [], "level": "2", "nothing": True}
