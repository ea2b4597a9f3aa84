/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "nqp-fill-private.h"

const NqpFiller nqp_fill_leave = {
  .choice = {
    .id = "leave",
    .name = N_ ("Leave missing"),
    .summary = N_ ("Gaps stay gaps; weights move to the indicators that have a value"),
    .formula = "x",
  },
};
