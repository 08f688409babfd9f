assert split_estate(("Ada", 50, []), 9) == {"Ada": 9}
assert split_estate(("Ada", 10, [("Ben", 0, []), ("Cleo", 0, [])]), 11) == {"Ada": 1, "Ben": 5, "Cleo": 5}
assert split_estate(("Ada", 0, [("Ben", 0, []), ("Cleo", 0, [])]), 7) == {"Ada": 0, "Ben": 4, "Cleo": 3}
assert split_estate(("Ada", 100, [("Ben", 0, [])]), 30) == {"Ada": 30, "Ben": 0}
assert split_estate(("Ada", 50, [("Ben", 0, []), ("Cleo", 0, []), ("Dov", 0, [])]), 21) == {"Ada": 10, "Ben": 4, "Cleo": 4, "Dov": 3}
assert split_estate(("Ada", 0, [("Ben", 25, [("Eli", 0, []), ("Fay", 0, [])]), ("Cleo", 0, [])]), 20) == {"Ada": 0, "Ben": 2, "Eli": 4, "Fay": 4, "Cleo": 10}
assert split_estate(("Ada", 33, [("Ben", 0, [])]), 10) == {"Ada": 3, "Ben": 7}
assert split_estate(("Ada", 0, [("Ben", 50, [("Ada", 0, [])])]), 9) == {"Ada": 5, "Ben": 4}
assert split_estate(("Ada", 0, [("Ben", 0, []), ("Ben", 0, []), ("Cleo", 0, [])]), 8) == {"Ada": 0, "Ben": 6, "Cleo": 2}
assert split_estate(("Ada", 10, [("Ben", 0, []), ("Cleo", 0, [])]), 0) == {"Ada": 0, "Ben": 0, "Cleo": 0}
assert split_estate(("Ada", 20, [("Ben", 50, [("Gil", 10, [("Hal", 0, [])])])]), 1000) == {"Ada": 200, "Ben": 400, "Gil": 40, "Hal": 360}
