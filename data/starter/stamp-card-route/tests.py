assert stamp_card_route([], "a", "a") == 0
assert stamp_card_route([], "a", "b") == -1
assert stamp_card_route([("a", "b", 4), ("b", "c", 1), ("c", "d", 9)], "a", "d") == 5
assert stamp_card_route([("a", "b", 4), ("b", "c", 1), ("c", "d", 9)], "d", "a") == 10
assert stamp_card_route([("a", "b", 4), ("b", "c", 1), ("c", "d", 9), ("d", "e", 2)], "a", "e") == 7
assert stamp_card_route([("a", "b", 3)], "a", "b") == 3
assert stamp_card_route([("a", "b", 1), ("b", "z", 50)], "a", "z") == 4
assert stamp_card_route([("a", "b", 1), ("b", "z", 50), ("b", "c", 2), ("c", "b", 2)], "a", "z") == 4
assert stamp_card_route([("a", "z", 10), ("a", "b", 1), ("b", "c", 2), ("c", "z", 40)], "a", "z") == 2
assert stamp_card_route([("a", "z", 2), ("a", "b", 1), ("b", "c", 2), ("c", "z", 40)], "a", "z") == 2
assert stamp_card_route([("a", "b", 5), ("c", "d", 1)], "a", "d") == -1
assert stamp_card_route([("a", "b", 1), ("b", "c", 1), ("c", "d", 1), ("d", "e", 1), ("e", "f", 1), ("f", "g", 1), ("g", "h", 1)], "a", "h") == 5
assert stamp_card_route([("a", "b", 0), ("a", "b", 6), ("b", "c", 7)], "a", "c") == 0
