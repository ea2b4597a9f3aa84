# SPDX-License-Identifier: GPL-3.0-or-later
# Principal components and varimax by R, for tests/unit/test-pca.c and test_weights.py:
#
#     Rscript pca_reference.R SAMPLES > pca.csv
#
# SAMPLES is data/samples. Writes set,what,row,column,value: for data sets that come with R the correlations, the
# eigenvalues of prcomp(), its loadings and those that varimax() makes of them; for the samples the weights of their
# indicators. varimax() stops early; it is applied to its own result until nothing moves. Made with R 4.2.2.

converged_varimax <- function(loadings) {
  if (ncol(loadings) < 2) return(loadings)
  for (i in 1:2000) {
    turned <- unclass(varimax(loadings, normalize = TRUE, eps = 1e-15)$loadings)
    still <- max(abs(turned - loadings)) < 1e-14
    loadings <- turned
    if (still) break
  }
  loadings
}

write_matrix <- function(set, what, m) {
  for (i in seq_len(nrow(m))) for (j in seq_len(ncol(m)))
    cat(set, what, i, j, sprintf("%.17g\n", m[i, j]), sep = ",")
}

# signs and order are free: positive in sum, the factor that explains most first
settle <- function(loadings) {
  loadings <- loadings[, order(-colSums(loadings^2)), drop = FALSE]
  loadings %*% diag(ifelse(colSums(loadings) < 0, -1, 1), ncol(loadings))
}

cat("set,what,row,column,value\n")
sets <- list(mtcars = mtcars, judges = USJudgeRatings, iris = iris[, 1:4], swiss = swiss, attitude = attitude,
             state = as.data.frame(state.x77))
for (set in names(sets)) {
  p <- prcomp(sets[[set]], scale. = TRUE)
  n <- max(sum(p$sdev^2 > 1), 1)
  loadings <- p$rotation[, 1:n, drop = FALSE] %*% diag(p$sdev[1:n], n)
  write_matrix(set, "r", cor(sets[[set]]))
  write_matrix(set, "eigenvalue", cbind(p$sdev^2))
  write_matrix(set, "loading", settle(loadings))
  write_matrix(set, "rotated", settle(converged_varimax(loadings)))
}

number <- function(x) as.numeric(ifelse(x == "", NA, x))
folder <- commandArgs(TRUE)[1]
for (sample in c("china-provinces", "world-economies")) {
  table <- function(name) read.csv(file.path(folder, sample, paste0(name, ".csv")), colClasses = "character",
                                   fileEncoding = "UTF-8-BOM", check.names = FALSE)
  data <- table("data")
  regions <- table("regions")
  flags <- file.path(folder, sample, "flags.csv")
  if (file.exists(flags)) {
    flags <- table("flags")
    for (k in seq_len(nrow(flags)))
      data[data$region == flags$region[k] & data$year == flags$year[k], flags$series[k]] <- ""
  }
  if ("area_km2" %in% names(regions)) data$AREA <- regions$area_km2[match(data$region, regions$code)]
  indicators <- table("indicators")
  indicators <- indicators[indicators$pillar != "", ]
  z <- sapply(seq_len(nrow(indicators)), function(j) {
    it <- indicators[j, ]
    top <- number(data[[if (it$numerator == "") it$code else it$numerator]])
    below <- if (it$denominator == "") 1 else number(data[[it$denominator]])
    x <- top / below * if (it$factor == "") 1 else as.numeric(it$factor)
    x[!is.finite(x)] <- NA
    s <- if (it$direction == "-") -1 else 1
    s * x
  })
  r <- cor(z, use = "pairwise.complete.obs")
  e <- eigen(r, symmetric = TRUE)
  n <- max(sum(e$values > 1), 1)
  rotated <- converged_varimax(e$vectors[, 1:n, drop = FALSE] %*% diag(sqrt(e$values[1:n]), n))
  v <- colSums(rotated^2)
  w <- sweep(rotated^2, 2, v, "/") %*% (v / sum(v))
  for (j in seq_along(w)) cat(sample, "weight", indicators$code[j], 1, sprintf("%.17g\n", w[j]), sep = ",")
}
