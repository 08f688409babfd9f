assert brew_schedule({}) == []
assert brew_schedule({"boil": (60, ["mash"]), "mash": (90, [])}) == [(0, "mash"), (90, "boil")]
assert brew_schedule({"mash": (90, [])}) == [(0, "mash")]
assert brew_schedule({"boil": (60, ["mash"])}) == None
assert brew_schedule({"a": (5, ["b"]), "b": (5, ["a"])}) == None
assert brew_schedule({"a": (5, ["a"])}) == None
assert brew_schedule({"c": (1, []), "a": (2, []), "b": (3, [])}) == [(0, "a"), (0, "b"), (0, "c")]
assert brew_schedule({"fill": (5, ["cool", "wash"]), "cool": (40, []), "wash": (15, [])}) == [(0, "cool"), (0, "wash"), (40, "fill")]
assert brew_schedule({"fill": (5, ["wash", "cool"]), "wash": (15, []), "cool": (40, []), "seal": (2, ["fill"])}) == [(0, "cool"), (0, "wash"), (40, "fill"), (45, "seal")]
assert brew_schedule({"a": (10, []), "b": (20, ["a"]), "c": (5, ["a"]), "d": (1, ["b", "c"])}) == [(0, "a"), (10, "b"), (10, "c"), (30, "d")]
assert brew_schedule({"a": (1, []), "b": (2, []), "c": (3, ["a", "b"]), "d": (4, ["d"])}) == None
assert brew_schedule({"a": (10, []), "b": (3, ["a", "c"]), "c": (4, ["b"])}) == None
assert brew_schedule({"a": (0, []), "b": (0, ["a"]), "c": (7, ["b"]), "d": (2, ["c", "a"])}) == [(0, "a"), (0, "b"), (0, "c"), (7, "d")]
