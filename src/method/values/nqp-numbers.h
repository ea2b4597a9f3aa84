/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The settings of NqpMethod that are numbers, a line each: the field and key, what its value is called, from where to where it goes,
 * whether these ends themselves are refused, and a line of help. */
#define NQP_EACH_NUMBER(X) \
  X (winsor, "SHARE", 0, 0.5, TRUE, TRUE, N_ ("share that winsorise cuts at each end, below 0.5; 0.01 if not given")) \
  X (shift, "NUMBER", 0, 1, FALSE, TRUE, N_ ("added to min-max values for entropy weights, below 1; 0 if not given")) \
  X (power, "NUMBER", -10, 10, FALSE, FALSE, N_ ("exponent of the power mean, -10 to 10; 0.5 if not given")) \
  X (coverage, "SHARE", 0, 1, FALSE, FALSE, N_ ("least share of weight with a value for a score, 0 to 1; 2/3 if not given")) \
  X (floor, "NUMBER", 0, 1, TRUE, TRUE, \
     N_ ("lower end of the range for means of numbers above 0, between 0 and 1; 0.01 if not given"))
