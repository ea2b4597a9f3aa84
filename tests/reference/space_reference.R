# SPDX-License-Identifier: GPL-3.0-or-later
# Association in space by R's spdep, for test_space.py. Run once:
#
#     Rscript space_reference.R SAMPLES > space.csv
#
# SAMPLES is data/samples; crime in Columbus is in regional.csv beside this script's result. Writes set,what,year,region,name,value:
# Moran's I, Geary's C, Getis and Ord's G, local Moran's I and G* with contiguity, for an indicator of each sample and for Columbus,
# of the regions that have a value and a neighbour with one; for Columbus and the provinces pseudo p of 99,999 permutations as well.
# Made with R 4.2.2 and Debian's r-cran-spdep 1.2.

suppressPackageStartupMessages(library(spdep))
samples <- commandArgs(TRUE)[1]
options(stringsAsFactors = FALSE)

put <- function(set, what, year, region, name, value)
  cat(set, what, year, region, name, sprintf("%.17g\n", value), sep = ",")

read_sample <- function(sample, above, below, factor) {
  data <- read.csv(file.path(samples, sample, "data.csv"), colClasses = c(region = "character"))
  near <- read.csv(file.path(samples, sample, "neighbours.csv"), colClasses = "character")
  value <- data[[above]] / (if (below == "") 1 else data[[below]]) * factor
  list(values = data.frame(region = data$region, year = data$year, value = value),
       near = rbind(near[, 1:2], setNames(near[, 2:1], names(near)[1:2])))
}

read_columbus <- function() {
  data <- read.csv("regional.csv", colClasses = c(region = "character"))
  near <- read.csv("regional-neighbours.csv", colClasses = "character")
  list(values = data[data$set == "columbus", c("region", "year", "value")], near = near[near$set == "columbus", 2:3])
}

# regions with a value and a neighbour with one, and who their neighbours are
take_year <- function(set, year) {
  rows <- set$values[set$values$year == year & !is.na(set$values$value), ]
  repeat {
    linked <- set$near[set$near[, 1] %in% rows$region & set$near[, 2] %in% rows$region, ]
    keep <- rows$region %in% linked[, 1]
    if (all(keep)) break
    rows <- rows[keep, ]
  }
  nb <- lapply(rows$region, function(r) sort(match(linked[linked[, 1] == r, 2], rows$region)))
  attributes(nb) <- list(class = "nb", region.id = rows$region)
  list(y = rows$value, nb = nb, region = rows$region)
}

write_test <- function(set, what, year, test) {
  put(set, what, year, "", "value", test$estimate[[1]])
  put(set, what, year, "", "expected", test$estimate[[2]])
  put(set, what, year, "", "z", test$statistic[[1]])
  put(set, what, year, "", "p", test$p.value)
}

cat("set,what,year,region,name,value\n")
set.seed(1)
for (name in c("columbus", "china-provinces", "world-economies")) {
  set <- switch(name, columbus = read_columbus(),
                "china-provinces" = read_sample(name, "STUDENTS", "POP", 1),
                read_sample(name, "HUMAN", "", 1))
  for (year in unique(set$values$year)) {
    one <- take_year(set, year)
    rows <- nb2listw(one$nb, style = "W")
    binary <- nb2listw(one$nb, style = "B")
    star <- nb2listw(include.self(one$nb), style = "B")
    write_test(name, "moran", year, moran.test(one$y, rows, alternative = "two.sided"))
    write_test(name, "geary", year, geary.test(one$y, rows, alternative = "two.sided"))
    write_test(name, "getis", year, globalG.test(one$y, binary, alternative = "two.sided"))
    local <- localmoran(one$y, rows)
    quadrant <- attr(local, "quadr")$pysal
    hot <- attr(localG(one$y, star, return_internals = TRUE), "internals")
    for (i in seq_along(one$region)) {
      put(name, "lisa", year, one$region[i], "i", local[i, 1])
      put(name, "lisa", year, one$region[i], "quadrant", as.integer(quadrant[i]))
      put(name, "getis-local", year, one$region[i], "g", hot[i, 1])
      put(name, "getis-local", year, one$region[i], "z", hot[i, 4])
      put(name, "getis-local", year, one$region[i], "p", hot[i, 5])
    }
    if (name == "world-economies" || year != max(set$values$year)) next
    ranks <- moran.mc(one$y, rows, 99999)$res
    most <- sum(head(ranks, -1) <= tail(ranks, 1))
    put(name, "moran", year, "", "p_permutation", (min(most, 99999 - most) + 1) / 100000)
    # localmoran_perm() of spdep draws with replacement
    z <- one$y - mean(one$y)
    for (i in seq_along(one$region)) {
      k <- length(one$nb[[i]])
      draws <- vapply(1:99999, function(d) sum(z[-i][sample.int(length(z) - 1, k)]), 0)
      most <- sum(draws <= sum(z[one$nb[[i]]]) + 1e-9)
      put(name, "lisa", year, one$region[i], "p_permutation", (min(most, 99999 - most) + 1) / 100000)
    }
  }
}
