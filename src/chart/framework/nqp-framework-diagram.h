/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-scene.h"
#include "nqp-view.h"

G_BEGIN_DECLS

/* What the chart "framework.diagram" offers to the keyboard and to assistive tools. Entries are positions in view->framework. */

/**
 * nqp_framework_diagram_step:
 * @scene: the diagram as it is shown
 * @entry: where the keyboard is; -1, or one that is not in the picture = nowhere
 * @dx: -1 left, 1 right
 * @dy: -1 up, 1 down
 *
 * Returns: the entry of the nearest node in that direction; @entry itself if there is none; from nowhere the first node, -1
 *   if the picture has none
 */
int nqp_framework_diagram_step (const NqpView *view, const NqpScene *scene, int entry, int dx, int dy);

/**
 * nqp_framework_entry_description:
 *
 * One paragraph for a screen reader, in the view's language: name, kind, definition, section, what acts on it and what it acts
 * on, and with view->live the score of the focus region.
 *
 * Returns: (transfer full): "" if there is no such entry
 */
char *nqp_framework_entry_description (const NqpView *view, int entry);

G_END_DECLS
