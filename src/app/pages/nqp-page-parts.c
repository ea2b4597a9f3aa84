/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-page-parts.h"

void
nqp_page_ensure_types (void)
{
  g_type_ensure (NQP_TYPE_CHART_VIEW);
  g_type_ensure (NQP_TYPE_SPLIT);
  g_type_ensure (NQP_TYPE_TABLE_VIEW);
}

gboolean
nqp_page_kept_switch (NqpPage *self, const char *key)
{
  g_autofree char *value = nqp_session_get_state (nqp_page_get_session (self), key);

  return g_strcmp0 (value, "1") == 0;
}

void
nqp_page_keep_switch (NqpPage *self, const char *key, gboolean on)
{
  NqpSession *session = nqp_page_get_session (self);

  if (session != NULL && nqp_session_has_project (session) && nqp_page_kept_switch (self, key) != on)
    nqp_session_set_state (session, key, on ? "1" : "0");
}

#define KEY "nqp-state-key"

static void
split_switched (NqpSplit *split, GParamSpec *pspec, NqpPage *page)
{
  nqp_page_keep_switch (page, g_object_get_data (G_OBJECT (split), KEY), nqp_split_get_show_end (split));
}

void
nqp_page_restore_split (NqpPage *self, NqpSplit *split, const char *key)
{
  if (g_object_get_data (G_OBJECT (split), KEY) == NULL)
    {
      g_object_set_data_full (G_OBJECT (split), KEY, g_strdup (key), g_free);
      g_signal_connect_object (split, "notify::show-end", G_CALLBACK (split_switched), self, 0);
    }
  nqp_split_set_show_end (split, nqp_page_kept_switch (self, key));
}
