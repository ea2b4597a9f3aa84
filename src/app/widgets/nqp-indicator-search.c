/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-indicator-search.h"

#include <glib/gi18n.h>

struct _NqpIndicatorSearch
{
  NqpSearchPopover parent_instance;
};

enum
{
  PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NqpIndicatorSearch, nqp_indicator_search, NQP_TYPE_SEARCH_POPOVER)

static const NqpIndicator *
get_indicator (NqpSearchPopover *popover, int at)
{
  const NqpPanel *panel = nqp_session_get_panel (nqp_search_popover_get_session (popover));

  return at < panel->n_indicators ? &panel->indicators[at] : NULL;
}

static void
fill (NqpSearchPopover *popover, GPtrArray *items)
{
  nqp_search_add_indicators (nqp_search_popover_get_session (popover), items);
}

static GtkWidget *
make_row (NqpSearchPopover *popover)
{
  return nqp_search_popover_make_name ();
}

static void
show_row (NqpSearchPopover *popover, GtkWidget *row, NqpSearchItem *item)
{
  const NqpIndicator *indicator = get_indicator (popover, nqp_search_item_get_position (item));
  NqpLang lang = nqp_session_get_lang (nqp_search_popover_get_session (popover));
  const char *name = indicator != NULL ? nqp_text_get (&indicator->name, lang) : "";

  gtk_label_set_text (GTK_LABEL (row), name);
  gtk_widget_set_tooltip_text (row, name);
}

static void
pick (NqpSearchPopover *popover, NqpSearchItem *item, gboolean alternative)
{
  const NqpIndicator *indicator = get_indicator (popover, nqp_search_item_get_position (item));

  gtk_popover_popdown (GTK_POPOVER (popover));
  if (indicator != NULL)
    g_signal_emit (popover, signals[PICKED], 0, indicator->code);
}

static int
get_current (NqpSearchPopover *popover)
{
  return -1;
}

static void
nqp_indicator_search_class_init (NqpIndicatorSearchClass *klass)
{
  NqpSearchPopoverClass *popover_class = NQP_SEARCH_POPOVER_CLASS (klass);

  popover_class->fill = fill;
  popover_class->make_row = make_row;
  popover_class->show_row = show_row;
  popover_class->pick = pick;
  popover_class->get_current = get_current;
  popover_class->best_first = TRUE;
  signals[PICKED] = g_signal_new ("picked", NQP_TYPE_INDICATOR_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
nqp_indicator_search_init (NqpIndicatorSearch *self)
{
  nqp_search_popover_set_texts (NQP_SEARCH_POPOVER (self), _ ("Find an indicator"),
                                _ ("Name in English or Chinese, or code; Enter links it"));
}
