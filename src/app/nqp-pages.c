/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-page.h"

#include <glib/gi18n.h>

/* One line a page, in the order of the sidebar. */
static const NqpPageInfo pages[] = {
  { NULL, NULL, NULL, NULL, NULL },
};

const NqpPageInfo *
nqp_pages (int *out_n)
{
  *out_n = (int)G_N_ELEMENTS (pages) - 1;
  return pages;
}

const NqpPageInfo *
nqp_pages_find (const char *id)
{
  for (int i = 0; pages[i].id != NULL; i++)
    if (g_strcmp0 (pages[i].id, id) == 0)
      return &pages[i];
  return NULL;
}
