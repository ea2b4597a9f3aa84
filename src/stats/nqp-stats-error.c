/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-stats-error.h"

G_DEFINE_QUARK (nqp - stats - error, nqp_stats_error)
