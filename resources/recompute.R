
# What follows is the same in every export. Base R is enough; where the package COINr is installed, its scores are compared, too.
# Rscript recompute.R [FILE.csv]: the scores are written to FILE.csv. From an R session: setwd() here, source("recompute.R").

script <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
folder <- if (length(script) == 1) dirname(script) else "."
read <- function(name, ...)
  read.csv(file.path(folder, name), check.names = FALSE, encoding = "UTF-8", na.strings = "", ...)

data <- read("iData.csv", colClasses = c(uCode = "character"))
meta <- read("iMeta.csv", colClasses = c(iCode = "character", Parent = "character", Node = "character"))
program <- read("scores.csv", colClasses = c(region = "character", node = "character"))
# iData-counted.csv is there when outliers were treated: values as they count
counted <- if (file.exists(file.path(folder, "iData-counted.csv")))
  read("iData-counted.csv", colClasses = c(uCode = "character")) else data

# ---- normalisation: x values of all regions and years, s direction (1 or -1), year of each value --------------------------------

between <- function(x, low, high, s) {
  if (!isTRUE(high > low)) return(ifelse(is.na(x), NA, 0.5))
  if (s > 0) (x - low) / (high - low) else (high - x) / (high - low)
}

least <- function(x) if (all(is.na(x))) NA else min(x, na.rm = TRUE)
most <- function(x) if (all(is.na(x))) NA else max(x, na.rm = TRUE)

normalisers <- list(
  "minmax" = function(x, s, year, lower, upper) between(x, least(x), most(x), s),
  "minmax-year" = function(x, s, year, lower, upper)
    ave(x, year, FUN = function(part) between(part, least(part), most(part), s)),
  "zscore" = function(x, s, year, lower, upper)
    if (isTRUE(most(x) > least(x))) s * (x - mean(x, na.rm = TRUE)) / sd(x, na.rm = TRUE) else 0 * x,
  "rank" = function(x, s, year, lower, upper)
    ave(x, year, FUN = function(part) rank(s * part, na.last = "keep") / sum(!is.na(part))),
  "percentile" = function(x, s, year, lower, upper) {
    sorted <- sort(x)
    tie <- 1e-12 * max(abs(range(x, na.rm = TRUE)))
    below <- findInterval(x - tie, sorted, left.open = TRUE)
    above <- findInterval(x + tie, sorted)
    share <- (below + (above - below) / 2) / length(sorted)
    if (s > 0) share else 1 - share
  },
  "distance" = function(x, s, year, lower, upper) if (s > 0) x / most(x) else least(x) / x,
  "goalposts" = function(x, s, year, lower, upper) {
    low <- if (is.na(lower)) least(x) else lower
    high <- if (is.na(upper)) most(x) else upper
    pmin(1, pmax(0, between(x, low, high, s)))
  }
)

# ---- aggregation: z a column a part, w their weights; a part without a value hands its weight on ---------------------------------

means <- list(
  "arithmetic" = function(z, w, p) w * z,
  "geometric" = function(z, w, p) w * log(z),
  "harmonic" = function(z, w, p) w / z,
  "power" = function(z, w, p) if (p == 0) w * log(z) else w * z^p
)
back <- list(
  "arithmetic" = function(sum, p) sum,
  "geometric" = function(sum, p) exp(sum),
  "harmonic" = function(sum, p) 1 / sum,
  "power" = function(sum, p) if (p == 0) exp(sum) else sum^(1 / p)
)
needs_positive <- function(how) how %in% c("geometric", "harmonic") || (how == "power" && method$power <= 0)

known <- method$normalise %in% names(normalisers) &&
  all(c(method$component, method$pillar, method$index) %in% names(means))
if (!known)
  stop("This script does not know how to normalise by ", method$normalise, " or to aggregate by ", method$component, ", ",
       method$pillar, ", ", method$index, "; scores.csv holds what NQP Explorer made.")

leaf <- which(meta$Type == "Indicator")
scores <- covered <- list()
for (i in leaf) {
  code <- meta$iCode[i]
  scores[[code]] <- normalisers[[method$normalise]](counted[[code]], meta$Direction[i], counted$Time, meta$Lower[i], meta$Upper[i])
  covered[[code]] <- as.numeric(!is.na(scores[[code]]))
}
levels <- c("indicator", "component", "pillar", "index")
for (level in 2:4)
  for (i in which(meta$Type == "Aggregate" & meta$Level == level)) {
    parts <- which(meta$Parent == meta$iCode[i] & meta$Type %in% c("Indicator", "Aggregate"))
    codes <- meta$iCode[parts]
    if (meta$Pass[i] == 1) { # no level of NQP Explorer's: COINr wants one between an indicator and its pillar
      scores[[meta$iCode[i]]] <- scores[[codes]]
      covered[[meta$iCode[i]]] <- covered[[codes]]
      next
    }
    how <- method[[levels[level]]]
    w <- meta$Weight[parts] / sum(meta$Weight[parts])
    sum <- weight <- coverage <- numeric(nrow(data))
    for (k in seq_along(parts)) {
      z <- scores[[codes[k]]]
      below <- if (meta$Level[parts[k]] == 1 || meta$Pass[parts[k]] == 1) "" else method[[levels[meta$Level[parts[k]]]]]
      if (needs_positive(how) && !needs_positive(below)) z <- method$floor + (1 - method$floor) * z
      there <- !is.na(z)
      term <- means[[how]](z, w[k], method$power)
      sum <- sum + ifelse(there, term, 0)
      weight <- weight + ifelse(there, w[k], 0)
      coverage <- coverage + w[k] * covered[[codes[k]]]
    }
    enough <- weight > 0 & coverage >= method$coverage - 1e-12
    scores[[meta$iCode[i]]] <- ifelse(enough, back[[how]](sum / weight, method$power), NA)
    covered[[meta$iCode[i]]] <- pmin(1, coverage)
  }

# ---- comparison ------------------------------------------------------------------------------------------------------------------

made <- meta[meta$Type == "Aggregate" & meta$Pass == 0, ]
recomputed <- do.call(rbind, lapply(seq_len(nrow(made)), function(i)
  data.frame(region = data$uCode, year = data$Time, node = made$Node[i], score = scores[[made$iCode[i]]],
             coverage = covered[[made$iCode[i]]], stringsAsFactors = FALSE)))
both <- merge(program, recomputed, by = c("region", "year", "node"), suffixes = c("", ".r"))
stopifnot(nrow(both) == nrow(program), all(is.na(both$score) == is.na(both$score.r)))
cat(nrow(both), "scores, largest difference from NQP Explorer's:", format(max(abs(both$score - both$score.r), 0, na.rm = TRUE)), "\n")

output <- commandArgs(TRUE)
if (length(output) == 1) write.csv(recomputed, output, row.names = FALSE, na = "")

# ---- the same by COINr, where its way is the same: min-max over all years, arithmetic means --------------------------------------

if (requireNamespace("COINr", quietly = TRUE) && method$normalise == "minmax" &&
    all(c(method$component, method$pillar, method$index) == "arithmetic")) {
  take <- meta$Type %in% c("Indicator", "Aggregate", "Group")
  imeta <- meta[take, c("Level", "iCode", "iName", "Direction", "Parent", "Weight", "Type")]
  idata <- counted[, c("uCode", "uName", "Time", intersect(imeta$iCode, names(counted)))]
  numbers <- intersect(imeta$iCode[imeta$Type == "Indicator"], names(idata))
  idata[numbers] <- lapply(idata[numbers], as.numeric)
  units <- unique(idata$uCode) # COINr takes no spaces in them
  idata$uCode <- paste0("u", match(idata$uCode, units))
  suppressMessages({
    purse <- COINr::new_coin(idata, imeta, split_to = if (length(unique(idata$Time)) > 1) "all" else NULL, quietly = TRUE)
    # of all years: n_minmax measures each coin by itself unless the purse is normalised as a whole
    purse <- COINr::Normalise(purse, dset = "Raw", global = TRUE,
                              global_specs = list(f_n = "n_minmax", f_n_para = list(l_u = c(0, 1))))
    purse <- COINr::Aggregate(purse, dset = "Normalised", f_ag = "a_amean")
  })
  theirs <- COINr::get_dset(purse, "Aggregated")
  theirs$uCode <- units[as.integer(sub("u", "", theirs$uCode))]
  compare <- merge(both[both$node == made$Node[made$Level == 4] & both$coverage > 1 - 1e-12, ],
                   theirs[, c("uCode", "Time", made$iCode[made$Level == 4])], by.x = c("region", "year"), by.y = c("uCode", "Time"))
  cat("COINr:", nrow(compare), "scores of regions without gaps, largest difference:",
      format(max(abs(compare$score - compare[[made$iCode[made$Level == 4]]]), 0, na.rm = TRUE)), "\n")
}
