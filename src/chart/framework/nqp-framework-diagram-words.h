/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-table.h"
#include "nqp-view.h"

G_BEGIN_DECLS

/* The words of framework.diagram; owned by the caller. */
char *nqp_diagram_title (const NqpView *view);
char *nqp_diagram_subtitle (const NqpView *view);
char **nqp_diagram_footers (const NqpView *view); /* fullest first */
NqpTable *nqp_diagram_table (const NqpView *view, NqpTableUse use);
char *nqp_diagram_summary (const NqpView *view);

G_END_DECLS
