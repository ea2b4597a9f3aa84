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
