/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-pages-journal.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define MAX_SIZE (1 << 30)

static const guint8 magic[8] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7 };

static guint32
read_u32 (const guint8 *p)
{
  return (guint32)p[0] << 24 | (guint32)p[1] << 16 | (guint32)p[2] << 8 | p[3];
}

static guint32
checksum (guint32 sum, const guint8 *page, guint32 page_size)
{
  for (gint64 k = (gint64)page_size - 200; k > 0; k -= 200)
    sum += page[k];
  return sum;
}

/* Records of one part. Returns: how many were whole */
static guint32
read_records (GHashTable *pages, const guint8 *at, gsize left, guint32 n, guint32 nonce, guint32 page_size)
{
  const gsize record = 4 + (gsize)page_size + 4;
  guint32 k;

  for (k = 0; k < n && left >= record; k++, at += record, left -= record)
    {
      guint32 number = read_u32 (at);

      if (number == 0 || checksum (nonce, at + 4, page_size) != read_u32 (at + 4 + page_size))
        break;
      if (!g_hash_table_contains (pages, GUINT_TO_POINTER (number)))
        g_hash_table_insert (pages, GUINT_TO_POINTER (number), g_memdup2 (at + 4, page_size));
    }
  return k;
}

GHashTable *
nqp_pages_read_journal (const char *path, guint32 *out_page_size, guint32 *out_n_pages)
{
  g_autofree char *name = g_strconcat (path, "-journal", NULL);
  g_autofree char *content = NULL;
  GHashTable *pages = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  const guint8 *bytes;
  gsize size = 0, at = 0;
  GStatBuf st;

  if (g_lstat (name, &st) != 0 || !S_ISREG (st.st_mode) || st.st_size > MAX_SIZE
      || !g_file_get_contents (name, &content, &size, NULL))
    return pages;
  bytes = (const guint8 *)content;
  while (size - at >= 28 && memcmp (bytes + at, magic, sizeof magic) == 0)
    {
      guint32 n = read_u32 (bytes + at + 8), nonce = read_u32 (bytes + at + 12);
      guint32 n_pages = read_u32 (bytes + at + 16), sector = read_u32 (bytes + at + 20);
      guint32 page_size = read_u32 (bytes + at + 24);

      if (at == 0)
        {
          if (page_size < 512 || page_size > 65536 || (page_size & (page_size - 1)) != 0 || n == 0
              || n_pages == 0)
            break;
          *out_page_size = page_size;
          *out_n_pages = n_pages;
        }
      page_size = *out_page_size;
      if (sector < 32 || sector > 65536 || size - at < sector
          || read_records (pages, bytes + at + sector, size - at - sector, n, nonce, page_size) < n)
        break;
      at += sector + (gsize)n * (8 + (gsize)page_size);
      at = (at + sector - 1) / sector * sector;
      if (at > size)
        break;
    }
  return pages;
}
