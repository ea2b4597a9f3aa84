/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-aggregate-private.h"
#include "nqp-fill-private.h"
#include "nqp-normalise-private.h"
#include "nqp-scores.h"
#include "nqp-treat-private.h"
#include "nqp-weigh-private.h"

G_BEGIN_DECLS

/* The first stage, which has nothing to choose from; the others have a folder each. */
NqpColumns *
nqp_derive (NqpPanel *panel);

/* NqpScores.priv */
typedef struct
{
  NqpColumns *columns;  /* gaps filled, outliers as they are; states and treatments of the outliers */
  NqpColumns *measured; /* what-if scores: the columns before any value was assumed; else NULL */
  NqpLayer **layers; /* [node] */
} NqpScoresPrivate;

G_END_DECLS
