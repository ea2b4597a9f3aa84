/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* That place @from has @to as a neighbour, with a weight above 0. */
typedef struct
{
  int from, to;
  double weight;
} NqpLink;

G_END_DECLS
