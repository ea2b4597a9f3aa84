/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-project.h"

G_BEGIN_DECLS

/**
 * NqpAppendBeside:
 *
 * What lists and outlines say of the project. Borrowed; positions are those of @panel, and of @outlines.
 */
typedef struct
{
  const NqpPanel *panel;
  const NqpBoundaries *outlines;
  int n_places, n_indicators; /* that the project has by then; those behind them are made */
  const GArray *places, *series, *indicators, *neighbours, *flags, *accepted, *shapes; /* (element-type int): to be written */
  const GArray *edited; /* (element-type NqpFlag): values that count as changed by hand */
  const NqpTree *tree;  /* the whole tree as it is with them; leaves are positions among the project's indicators. NULL: as it is */
} NqpAppendBeside;

/**
 * NqpAppend:
 *
 * Figures that come to a project, and which of its regions and series they are of. Borrowed.
 */
typedef struct
{
  const NqpPanel *from;
  const char *const *regions; /* [from->n_regions]: codes in the project; those it does not have are made */
  const char *const *series;  /* [from->n_series]: the same */
  const NqpAppendBeside *beside; /* nullable */
  gboolean no_indicators; /* a new series makes none: a list says which there are */
} NqpAppend;

/* Within an action, which nqp_project_append() is. Returns: a result code */
int
nqp_project_write_beside (NqpProject *self, const NqpAppendBeside *what, GError **error);

/* One action of the history. New values count as imported, changed ones as edited; where @from has none, nothing changes. */
gboolean
nqp_project_append (NqpProject *self, const NqpAppend *what, const char *label, GError **error);

G_END_DECLS
