# SPDX-License-Identifier: GPL-3.0-or-later
# Moments, quartiles and whiskers by R, for tests/chart/test-data.c:
#
#     Rscript spread_reference.R > spread.csv
#
# Writes set,what,value: the values of data sets that come with R (what is x), e1071's skewness and excess kurtosis of type 2
# (Joanes and Gill 1998), quantile() of type 7, and the farthest values within 1.5 times the distance of these quartiles.
# Made with R 4.2.2 and e1071.

cat("set,what,value\n")
put <- function(set, what, value) cat(set, what, sprintf("%.17g\n", value), sep = ",")

sets <- list(rivers = rivers, islands = islands, precip = precip, faithful = faithful$eruptions, nile = as.numeric(Nile),
             mpg = mtcars$mpg, four = c(1, 2, 4, 9), three = c(-3, 0.5, 7), two = c(1, 5), half = c(rep(2, 12), 3, 40))
for (set in names(sets)) {
  x <- unname(sets[[set]])
  for (value in x) put(set, "x", value)
  if (length(x) > 2) put(set, "skewness", e1071::skewness(x, type = 2))
  if (length(x) > 3) put(set, "kurtosis", e1071::kurtosis(x, type = 2))
  q <- quantile(x, c(0.25, 0.5, 0.75), type = 7, names = FALSE)
  put(set, "q1", q[1])
  put(set, "median", q[2])
  put(set, "q3", q[3])
  reach <- 1.5 * (q[3] - q[1])
  put(set, "low", min(x[x >= q[1] - reach], q[1]))
  put(set, "high", max(x[x <= q[3] + reach], q[3]))
  put(set, "mean", mean(x))
  put(set, "sd", sd(x))
}
