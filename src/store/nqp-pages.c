/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-pages.h"

#include <string.h>

#include "nqp-own-files.h"
#include "nqp-pages-journal.h"
#include "nqp-project-private.h"

#define HEADER_SIZE 100
#define USUAL_PAGE_SIZE 4096
#define MAX_DEPTH 32
#define MAX_COLUMNS 64
#define MAX_PAYLOAD (256u << 20)

typedef enum
{
  PAGE_INDEX_INTERIOR = 0x02,
  PAGE_TABLE_INTERIOR = 0x05,
  PAGE_INDEX_LEAF = 0x0a,
  PAGE_TABLE_LEAF = 0x0d,
} PageType;

struct _NqpPages
{
  NqpOwnFiles *own_files;
  sqlite3 *db; /* only its file is used */
  sqlite3_file *file;
  gboolean locked;
  GHashTable *before; /* page number -> bytes (owned): as they were before an interrupted change */
  guint32 n_pages, page_size, usable;
  guint32 application_id, user_version;
  guint8 *seen; /* [page], from 0 */
};

static guint32
read_u16 (const guint8 *p)
{
  return (guint32)p[0] << 8 | p[1];
}

static guint32
read_u32 (const guint8 *p)
{
  return (guint32)p[0] << 24 | (guint32)p[1] << 16 | (guint32)p[2] << 8 | p[3];
}

/* Bytes used, 0 = it does not end in time. */
static guint
read_varint (const guint8 *p, gsize left, guint64 *out)
{
  guint64 value = 0;

  for (guint k = 0; k < 9 && k < left; k++)
    {
      if (k == 8)
        {
          *out = value << 8 | p[k];
          return 9;
        }
      value = value << 7 | (p[k] & 0x7f);
      if ((p[k] & 0x80) == 0)
        {
          *out = value;
          return k + 1;
        }
    }
  return 0;
}

/* ---- pages ------------------------------------------------------------------------------------------------------- */

/* A page of zeros where it is beyond the end; NULL if there can be none of that number. */
static guint8 *
read_page (NqpPages *self, guint32 number)
{
  const guint8 *kept;
  guint8 *page;

  if (number == 0 || number > self->n_pages)
    return NULL;
  kept = g_hash_table_lookup (self->before, GUINT_TO_POINTER (number));
  if (kept != NULL)
    return g_memdup2 (kept, self->page_size);
  page = g_malloc0 (self->page_size);
  (void)self->file->pMethods->xRead (self->file, page, (int)self->page_size,
                                     (sqlite3_int64)(number - 1) * self->page_size);
  return page;
}

/* FALSE: it was there before, so that one of the two ways to it is wrong. */
static gboolean
see (NqpPages *self, guint32 number)
{
  if (number == 0 || number > self->n_pages || self->seen[number - 1])
    return FALSE;
  self->seen[number - 1] = 1;
  return TRUE;
}

static void
read_header (NqpPages *self, sqlite3_int64 size)
{
  guint8 header[HEADER_SIZE] = { 0 };
  const guint8 *kept = g_hash_table_lookup (self->before, GUINT_TO_POINTER (1));
  guint32 page_size, reserved;

  if (kept != NULL)
    memcpy (header, kept, HEADER_SIZE);
  else
    (void)self->file->pMethods->xRead (self->file, header, (int)MIN (size, HEADER_SIZE), 0);
  page_size = read_u16 (header + 16);
  page_size = page_size == 1 ? 65536 : page_size;
  reserved = header[20];
  if (page_size < 512 || (page_size & (page_size - 1)) != 0 || reserved > 32)
    {
      page_size = USUAL_PAGE_SIZE;
      reserved = 0;
    }
  if (self->page_size == 0) /* else the journal has told */
    self->page_size = page_size;
  self->usable = self->page_size - reserved;
  self->user_version = read_u32 (header + 60);
  self->application_id = read_u32 (header + 68);
}

/* Pages that are free hold what was deleted. */
static void
see_free_pages (NqpPages *self)
{
  g_autofree guint8 *first = read_page (self, 1);
  guint32 trunk = first != NULL ? read_u32 (first + 32) : 0;

  while (trunk != 0 && see (self, trunk))
    {
      g_autofree guint8 *page = read_page (self, trunk);
      guint32 n = MIN (read_u32 (page + 4), self->usable / 4 - 2);

      for (guint32 k = 0; k < n; k++)
        (void)see (self, read_u32 (page + 8 + 4 * k));
      trunk = read_u32 (page);
    }
}

/**
 * nqp_pages_open:
 *
 * Returns: (transfer full): the pages of the file, %NULL with @error set if there is no such file, or another program is
 *   writing to it
 */
NqpPages *
nqp_pages_open (const char *path, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autoptr (NqpPages) self = g_new0 (NqpPages, 1);
  sqlite3_int64 size = 0;
  int rc;

  if (!nqp_project_verify_kind (path, error))
    return NULL;
  /* SQLite's own file: a descriptor of ours would, when closed, drop the locks that another connection may hold */
  rc = nqp_own_files_open (absolute, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL,
                           &self->own_files, &self->db);
  if (rc == SQLITE_OK)
    rc = sqlite3_file_control (self->db, "main", SQLITE_FCNTL_FILE_POINTER, &self->file);
  if (rc == SQLITE_OK && (self->file == NULL || self->file->pMethods == NULL))
    rc = SQLITE_CANTOPEN;
  if (rc == SQLITE_OK)
    rc = self->file->pMethods->xLock (self->file, SQLITE_LOCK_SHARED);
  self->locked = rc == SQLITE_OK;
  if ((rc & 0xff) == SQLITE_IOERR) /* there are no locks where it lies */
    rc = SQLITE_OK;
  if (rc == SQLITE_OK)
    rc = self->file->pMethods->xFileSize (self->file, &size);
  if (rc != SQLITE_OK)
    {
      nqp_sql_error (error, self->db, rc, NQP_SQL_READING, path);
      return NULL;
    }
  self->before = nqp_pages_read_journal (absolute, &self->page_size, &self->n_pages);
  read_header (self, size);
  if (self->n_pages == 0)
    self->n_pages = (guint32)MIN ((size + self->page_size - 1) / self->page_size, G_MAXINT32);
  self->seen = g_malloc0 (MAX (self->n_pages, 1));
  see_free_pages (self);
  return g_steal_pointer (&self);
}

void
nqp_pages_free (NqpPages *self)
{
  if (self == NULL)
    return;
  if (self->locked)
    (void)self->file->pMethods->xUnlock (self->file, SQLITE_LOCK_NONE);
  g_clear_pointer (&self->before, g_hash_table_unref);
  sqlite3_close (self->db);
  nqp_own_files_free (self->own_files);
  g_free (self->seen);
  g_free (self);
}

guint32
nqp_pages_application_id (const NqpPages *self)
{
  return self->application_id;
}

guint32
nqp_pages_user_version (const NqpPages *self)
{
  return self->user_version;
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

static void
row_free (gpointer data)
{
  NqpPageRow *row = data;

  if (row == NULL) /* a cell that is none */
    return;
  g_free (row->values);
  g_free (row->payload);
  g_free (row);
}

static gint64
read_signed (const guint8 *p, guint n)
{
  gint64 value = (gint8)p[0];

  for (guint k = 1; k < n; k++)
    value = (gint64)((guint64)value << 8 | p[k]);
  return value;
}

/* One value of serial type @type. FALSE: it does not end within the record. */
static gboolean
take_value (guint64 type, const guint8 *p, gsize left, NqpPageValue *out, gsize *out_size)
{
  static const guint sizes[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0 };

  *out = (NqpPageValue){ .type = SQLITE_NULL };
  *out_size = 0;
  if (type == 10 || type == 11)
    return FALSE;
  *out_size = type >= 12 ? (gsize)MIN ((type - 12) / 2, G_MAXUINT32) : sizes[type];
  if (*out_size > left)
    return FALSE;
  if (type >= 12)
    {
      out->type = type % 2 == 0 ? SQLITE_BLOB : SQLITE_TEXT;
      out->data = p;
      out->size = *out_size;
    }
  else if (type == 7)
    {
      guint64 bits = (guint64)read_u32 (p) << 32 | read_u32 (p + 4);

      out->type = SQLITE_FLOAT;
      memcpy (&out->real, &bits, sizeof bits);
    }
  else if (type > 0)
    {
      out->type = SQLITE_INTEGER;
      out->integer = type == 8 ? 0 : type == 9 ? 1 : read_signed (p, *out_size > 0 ? (guint)*out_size : 1);
    }
  return TRUE;
}

/* @payload: taken over. NULL: it is no record. */
static NqpPageRow *
decode (guint8 *payload, gsize size, gint64 rowid)
{
  NqpPageRow *row = g_new0 (NqpPageRow, 1);
  guint64 header = 0;
  gsize at = read_varint (payload, size, &header), body = (gsize)header;

  row->payload = payload;
  row->rowid = rowid;
  row->values = g_new0 (NqpPageValue, MAX_COLUMNS);
  if (at == 0 || header < at || header > size)
    goto broken;
  while (at < header)
    {
      guint64 type = 0;
      gsize used = 0;
      guint n = read_varint (payload + at, (gsize)header - at, &type);

      if (n == 0 || row->n_values == MAX_COLUMNS
          || !take_value (type, payload + body, size - body, &row->values[row->n_values], &used))
        goto broken;
      row->n_values++;
      at += n;
      body += used;
    }
  if (body == size && row->n_values > 0)
    return row;
broken:
  row_free (row);
  return NULL;
}

/* How much of a record of @size stands in its page. */
static gsize
local_size (const NqpPages *self, gboolean is_table, gsize size)
{
  const gsize usable = self->usable;
  const gsize most = is_table ? usable - 35 : (usable - 12) * 64 / 255 - 23;
  const gsize least = (usable - 12) * 32 / 255 - 23;
  gsize local;

  if (size <= most)
    return size;
  local = least + (size - least) % (usable - 4);
  return local <= most ? local : least;
}

/* The cell that begins at @at. NULL: it is no cell. */
static NqpPageRow *
read_cell (NqpPages *self, const guint8 *page, gsize at, gboolean is_table)
{
  guint64 size = 0, rowid = 0;
  guint n = read_varint (page + at, self->usable - at, &size);
  g_autofree guint8 *payload = NULL;
  gsize local, have;
  guint32 next;

  at += n;
  if (n == 0 || size > MAX_PAYLOAD || size > (guint64)self->n_pages * self->page_size)
    return NULL;
  if (is_table)
    {
      n = read_varint (page + at, self->usable - at, &rowid);
      at += n;
      if (n == 0)
        return NULL;
    }
  local = local_size (self, is_table, (gsize)size);
  if (at + local + (local < size ? 4 : 0) > self->usable)
    return NULL;
  payload = g_malloc ((gsize)size + 1);
  memcpy (payload, page + at, local);
  have = local;
  next = local < size ? read_u32 (page + at + local) : 0;
  while (have < size)
    {
      g_autofree guint8 *overflow = see (self, next) ? read_page (self, next) : NULL;
      gsize part = MIN ((gsize)size - have, (gsize)self->usable - 4);

      if (overflow == NULL)
        return NULL;
      memcpy (payload + have, overflow + 4, part);
      have += part;
      next = read_u32 (overflow);
    }
  return decode (g_steal_pointer (&payload), (gsize)size, (gint64)rowid);
}

/* ---- trees ------------------------------------------------------------------------------------------------------- */

/* A page and its cells. */
typedef struct
{
  guint8 *bytes;
  PageType type;
  guint n_cells;
  gsize pointers; /* where the list of cells begins */
} Page;

static gboolean
open_page (NqpPages *self, guint32 number, Page *page)
{
  const gsize header = number == 1 ? HEADER_SIZE : 0;
  gboolean leaf;

  page->bytes = read_page (self, number);
  if (page->bytes == NULL)
    return FALSE;
  page->type = page->bytes[header];
  leaf = page->type == PAGE_TABLE_LEAF || page->type == PAGE_INDEX_LEAF;
  page->n_cells = read_u16 (page->bytes + header + 3);
  page->pointers = header + (leaf ? 8 : 12);
  return (leaf || page->type == PAGE_TABLE_INTERIOR || page->type == PAGE_INDEX_INTERIOR)
         && page->pointers + 2 * (gsize)page->n_cells <= self->usable;
}

/* Where cell @k begins; 0 = nowhere. */
static gsize
cell_at (const NqpPages *self, const Page *page, guint k)
{
  gsize at = read_u16 (page->bytes + page->pointers + 2 * k);

  return at >= page->pointers + 2 * (gsize)page->n_cells && at + 4 <= self->usable ? at : 0;
}

static int
compare_values (const NqpPageValue *a, const NqpPageValue *b)
{
  int order;

  if (a->type != b->type)
    return 0; /* what cannot be told is taken as it comes */
  if (a->type == SQLITE_INTEGER)
    return (a->integer > b->integer) - (a->integer < b->integer);
  if (a->type != SQLITE_TEXT)
    return 0;
  order = memcmp (a->data, b->data, MIN (a->size, b->size));
  return order != 0 ? order : (a->size > b->size) - (a->size < b->size);
}

static gboolean
is_before (const NqpPageVisitor *visitor, const NqpPageRow *a, const NqpPageRow *b)
{
  if (visitor->n_keys == 0)
    return a->rowid < b->rowid;
  for (guint k = 0; k < visitor->n_keys && k < a->n_values && k < b->n_values; k++)
    {
      int order = compare_values (&a->values[k], &b->values[k]);

      if (order != 0)
        return order < 0;
    }
  return FALSE;
}

/* Of two rows in the wrong order that one is wrong without which the rest is in order. */
static void
visit_leaf (const GPtrArray *rows, const NqpPageVisitor *visitor)
{
  const NqpPageRow *last = NULL;

  for (guint k = 0; k < rows->len; k++)
    {
      const NqpPageRow *row = rows->pdata[k];
      const NqpPageRow *next = k + 1 < rows->len ? rows->pdata[k + 1] : NULL;

      if (row == NULL || (last != NULL && !is_before (visitor, last, row))
          || (next != NULL && !is_before (visitor, row, next)
              && (last == NULL ? k + 2 < rows->len && rows->pdata[k + 2] != NULL
                                     && !is_before (visitor, row, rows->pdata[k + 2])
                               : is_before (visitor, last, next))))
        {
          visitor->gap (visitor->data);
          continue;
        }
      visitor->row (row, visitor->data);
      last = row;
    }
}

static GPtrArray *
read_cells (NqpPages *self, const Page *page, gsize skip, gboolean is_table)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);

  for (guint k = 0; k < page->n_cells; k++)
    {
      gsize at = cell_at (self, page, k);

      g_ptr_array_add (rows, at > 0 ? read_cell (self, page->bytes, at + skip, is_table) : NULL);
    }
  return rows;
}

static void
walk (NqpPages *self, guint32 number, int depth, const NqpPageVisitor *visitor)
{
  const gboolean is_table = visitor->n_keys == 0;
  Page page = { 0 };
  g_autofree guint8 *bytes = NULL;

  if (depth > MAX_DEPTH || !see (self, number))
    {
      visitor->gap (visitor->data);
      return;
    }
  if (!open_page (self, number, &page)
      || (page.type != (is_table ? PAGE_TABLE_LEAF : PAGE_INDEX_LEAF)
          && page.type != (is_table ? PAGE_TABLE_INTERIOR : PAGE_INDEX_INTERIOR)))
    {
      g_free (page.bytes);
      self->seen[number - 1] = 0; /* it may be a page of another table */
      visitor->gap (visitor->data);
      return;
    }
  bytes = page.bytes;
  if (page.type == PAGE_TABLE_LEAF || page.type == PAGE_INDEX_LEAF)
    {
      g_autoptr (GPtrArray) rows = read_cells (self, &page, 0, is_table);

      visit_leaf (rows, visitor);
      return;
    }
  for (guint k = 0; k < page.n_cells; k++)
    {
      gsize at = cell_at (self, &page, k);
      NqpPageRow *row;

      if (at == 0)
        {
          visitor->gap (visitor->data);
          continue;
        }
      walk (self, read_u32 (bytes + at), depth + 1, visitor);
      if (is_table)
        continue;
      row = read_cell (self, bytes, at + 4, FALSE);
      if (row != NULL)
        visitor->row (row, visitor->data);
      else
        visitor->gap (visitor->data);
      g_clear_pointer (&row, row_free);
    }
  walk (self, read_u32 (bytes + page.pointers - 4), depth + 1, visitor);
}

void
nqp_pages_walk (NqpPages *self, guint32 root, const NqpPageVisitor *visitor)
{
  walk (self, root, 0, visitor);
}

static gboolean
has_null (const GPtrArray *rows)
{
  for (guint k = 0; k < rows->len; k++)
    if (rows->pdata[k] == NULL)
      return TRUE;
  return FALSE;
}

/**
 * nqp_pages_each_stray:
 *
 * To be called when all tables were walked: what is left is either part of a table whose way is broken, or not a page of rows
 * at all; the caller tells by the rows.
 */
void
nqp_pages_each_stray (NqpPages *self, NqpPagesStray stray, gpointer data)
{
  for (guint32 number = 2; number <= self->n_pages; number++)
    {
      Page page = { 0 };
      g_autoptr (GPtrArray) rows = NULL;
      gboolean is_table;

      if (self->seen[number - 1])
        continue;
      if (open_page (self, number, &page) && page.n_cells > 0 && page.type != PAGE_TABLE_INTERIOR)
        {
          is_table = page.type == PAGE_TABLE_LEAF;
          rows = read_cells (self, &page, page.type == PAGE_INDEX_INTERIOR ? 4 : 0, is_table);
          if (!has_null (rows))
            stray (is_table, rows, data);
        }
      g_free (page.bytes);
    }
}
