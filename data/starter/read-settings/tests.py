assert read_settings("") == {}
assert read_settings("[base]\nport = 80\n[test : base]\ndebug = yes") == {"base": {"port": 80}, "test": {"port": 80, "debug": True}}
assert read_settings("name = Kim") == {"main": {"name": "Kim"}}
assert read_settings("a = 1\na = 2\n[main]\nb = 3") == {"main": {"a": 2, "b": 3}}
assert read_settings("[x]\nflag = no\nmood = yesterday\nlow = -7\nserial = 9007199254740993\ndash = -\nodd = 1-2") == {"x": {"flag": False, "mood": "yesterday", "low": -7, "serial": 9007199254740993, "dash": "-", "odd": "1-2"}}
assert read_settings("# top\n[x] # here\nurl = a=b # tail # more\nlist = [1]\n#c = 1\n\nlast = 9") == {"x": {"url": "a=b", "list": "[1]", "last": 9}}
assert read_settings("[x]\njust words\n[broken\n  k =  v  ") == {"x": {"k": "v"}}
assert read_settings("  [late : base]\n a = 1\n[base]\nb = 2") == {"late": {"a": 1}, "base": {"b": 2}}
assert read_settings("[base]\na = 1\nb = 2\n[ child:base ]\na = 5\n[base]\na = 9\nc = 3") == {"base": {"a": 9, "b": 2, "c": 3}, "child": {"a": 5, "b": 2}}
assert read_settings("[a]\nx = 1\n[b]\nx = 7\n[b : a]\ny = 2\n[a]\nz = 3") == {"a": {"x": 1, "z": 3}, "b": {"x": 7, "y": 2}}
assert read_settings("[a]\nx = 1\n[b : a]\n[c : b]\nx =") == {"a": {"x": 1}, "b": {"x": 1}, "c": {"x": ""}}
assert read_settings("top = yes\n[a : main]\nwide = --5") == {"main": {"top": True}, "a": {"top": True, "wide": "--5"}}
