/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "nqp-search.h"
#include <adwaita.h>

G_BEGIN_DECLS

/**
 * NqpSearchPopover:
 *
 * A search entry above a list: type to narrow it, Up and Down to move, Enter picks, Ctrl+Enter picks in the other way a
 * subclass may offer. Base of the region search and the measure chooser.
 */
#define NQP_TYPE_SEARCH_POPOVER (nqp_search_popover_get_type ())
G_DECLARE_DERIVABLE_TYPE (NqpSearchPopover, nqp_search_popover, NQP, SEARCH_POPOVER, GtkPopover)

struct _NqpSearchPopoverClass
{
  GtkPopoverClass parent_class;

  void (*fill) (NqpSearchPopover *self, GPtrArray *items);          /* adds NqpSearchItems; each time it opens */
  GtkWidget *(*make_row) (NqpSearchPopover *self);
  void (*show_row) (NqpSearchPopover *self, GtkWidget *row, NqpSearchItem *item);
  guint (*match) (NqpSearchPopover *self, NqpSearchItem *item, const char *folded_query); /* 0 = hide */
  void (*pick) (NqpSearchPopover *self, NqpSearchItem *item, gboolean alternative);
  int (*get_current) (NqpSearchPopover *self);                      /* position to start at, -1 = none */
  gboolean best_first;                                              /* sort by quality of the match */
};

void nqp_search_popover_set_session (NqpSearchPopover *self, NqpSession *session);
NqpSession *nqp_search_popover_get_session (NqpSearchPopover *self);
void nqp_search_popover_set_texts (NqpSearchPopover *self, const char *placeholder, const char *hint);
void nqp_search_popover_refresh_rows (NqpSearchPopover *self); /* show_row() again for the rows there are */
const char *nqp_search_popover_get_text (NqpSearchPopover *self); /* as typed; borrowed */
GtkWidget *nqp_search_popover_make_name (void); /* a label for a row: long names take several lines */

G_END_DECLS
