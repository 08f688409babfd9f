assert cheapest_glide([[7]], 5) == 7
assert cheapest_glide([[-1]], 5) == -1
assert cheapest_glide([[1, 1], [5, 1]], 2) == 5
assert cheapest_glide([[1, 2, 3]], 9) == 6
assert cheapest_glide([[1], [2], [3]], 9) == 6
assert cheapest_glide([[0, 0], [0, 0]], 4) == 4
assert cheapest_glide([[1, 9, 1], [1, 1, 9], [9, 1, 1]], 0) == 5
assert cheapest_glide([[1, 9, 1], [1, 1, 9], [9, 1, 1]], 10) == 23
assert cheapest_glide([[1, -1], [-1, 1]], 1) == -1
assert cheapest_glide([[1, -1, 1], [1, 1, 1], [-1, 9, 1]], 3) == 11
assert cheapest_glide([[1, 1], [1, -2]], 0) == -1
assert cheapest_glide([[2, 1, 1, 8], [6, 3, 1, 1], [1, 1, 4, 2]], 3) == 17
assert cheapest_glide([[2, 6, 1], [1, 3, 1], [1, 1, 4], [8, 1, 2]], 3) == 17
assert cheapest_glide([[3, 0, -1], [0, 0, 0]], 1) == 4
