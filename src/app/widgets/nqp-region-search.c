/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-region-search.h"

#include <glib/gi18n.h>

#include "nqp-region-row.h"

struct _NqpRegionSearch
{
  NqpSearchPopover parent_instance;

  gboolean adding; /* Enter compares instead of putting in focus */
};

G_DEFINE_FINAL_TYPE (NqpRegionSearch, nqp_region_search, NQP_TYPE_SEARCH_POPOVER)

static void
fill (NqpSearchPopover *popover, GPtrArray *items)
{
  nqp_search_add_regions (nqp_search_popover_get_session (popover), items);
}

static void
on_compare (NqpSearchPopover *popover, int region)
{
  nqp_session_toggle_compared (nqp_search_popover_get_session (popover), region);
  nqp_search_popover_refresh_rows (popover);
}

static GtkWidget *
make_row (NqpSearchPopover *popover)
{
  GtkWidget *row = g_object_new (NQP_TYPE_REGION_ROW, NULL);

  g_signal_connect_object (row, "compare", G_CALLBACK (on_compare), popover, G_CONNECT_SWAPPED);
  return row;
}

static void
show_row (NqpSearchPopover *popover, GtkWidget *row, NqpSearchItem *item)
{
  nqp_region_row_show (NQP_REGION_ROW (row), nqp_search_popover_get_session (popover),
                       nqp_search_item_get_position (item));
}

static void
pick (NqpSearchPopover *popover, NqpSearchItem *item, gboolean alternative)
{
  NqpSession *session = nqp_search_popover_get_session (popover);
  const gboolean adding = NQP_REGION_SEARCH (popover)->adding;
  int region = nqp_search_item_get_position (item);

  if (alternative && !adding)
    {
      on_compare (popover, region);
      return;
    }
  if (adding && !alternative && nqp_session_get_focus (session) >= 0)
    nqp_session_add_compared (session, region);
  else
    nqp_session_set_focus (session, region);
  gtk_popover_popdown (GTK_POPOVER (popover));
}

static int
get_current (NqpSearchPopover *popover)
{
  return nqp_session_get_focus (nqp_search_popover_get_session (popover));
}

static void
nqp_region_search_class_init (NqpRegionSearchClass *klass)
{
  NqpSearchPopoverClass *popover_class = NQP_SEARCH_POPOVER_CLASS (klass);

  popover_class->fill = fill;
  popover_class->make_row = make_row;
  popover_class->show_row = show_row;
  popover_class->pick = pick;
  popover_class->get_current = get_current;
  popover_class->best_first = TRUE;
}

static void
nqp_region_search_init (NqpRegionSearch *self)
{
  nqp_region_search_set_adding (self, TRUE);
}

void
nqp_region_search_set_adding (NqpRegionSearch *self, gboolean adding)
{
  self->adding = adding;
  nqp_search_popover_set_texts (
      NQP_SEARCH_POPOVER (self), _ ("Find a region"),
      adding ? _ ("Name, pinyin initials or code; Enter compares it, Ctrl+Enter puts it in focus")
             : _ ("Name, pinyin initials or code; Enter shows it, Ctrl+Enter compares it"));
}
