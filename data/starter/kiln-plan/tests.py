assert kiln_plan("") == 0
assert kiln_plan("20>620@150; hold 30") == 270
assert kiln_plan("hold 45") == 45
assert kiln_plan(" ; hold   7 ;; ") == 7
assert kiln_plan("0>100@60") == 100
assert kiln_plan("0>101@90") == 68
assert kiln_plan("600>20@100") == 348
assert kiln_plan("20>300@100; 300>600@150; hold 20; 600>100@250") == 428
assert kiln_plan("20>300@100; 310>600@150") == -1
assert kiln_plan("20>300@100 ; hold 5; 300>20@7") == 2573
assert kiln_plan("20>300@0") == -1
assert kiln_plan("hold57") == -1
assert kiln_plan("hold 5m; 20>30@60") == -1
assert kiln_plan("20 > 30 @ 60") == -1
assert kiln_plan("20>30@60 fast") == -1
assert kiln_plan("0>1@7; 1>2@7; 2>2@7") == 18
