/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-vfs.h"

#include <sqlite3.h>

const char *const fault_names[N_FAULTS]
    = { "write", "short write", "full", "sync", "truncate", "delete", "open" };

typedef struct
{
  sqlite3_file file; /* first: SQLite hands it back */
  sqlite3_file *real;
} FaultFile;

static sqlite3_vfs *real;
static sqlite3_vfs vfs;
static struct
{
  gboolean armed, lasting, failed;
  Fault kind;
  int left;
} plan;

/* Whether this call, one of @kinds, is to fail. */
static gboolean
fails (guint kinds)
{
  if (plan.failed && plan.lasting)
    return TRUE;
  if (!plan.armed || !(kinds & 1u << plan.kind) || plan.left-- > 0)
    return FALSE;
  plan.armed = FALSE;
  plan.failed = TRUE;
  return TRUE;
}

static sqlite3_file *
file_of (sqlite3_file *file)
{
  return ((FaultFile *)file)->real;
}

static int
on_close (sqlite3_file *file)
{
  return file_of (file)->pMethods->xClose (file_of (file));
}

static int
on_read (sqlite3_file *file, void *to, int n, sqlite3_int64 at)
{
  return file_of (file)->pMethods->xRead (file_of (file), to, n, at);
}

static int
on_write (sqlite3_file *file, const void *from, int n, sqlite3_int64 at)
{
  if (!fails (1u << FAULT_WRITE | 1u << FAULT_SHORT | 1u << FAULT_FULL))
    return file_of (file)->pMethods->xWrite (file_of (file), from, n, at);
  if (plan.kind == FAULT_SHORT || plan.kind == FAULT_FULL)
    (void)file_of (file)->pMethods->xWrite (file_of (file), from, n / 2, at);
  return plan.kind == FAULT_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

static int
on_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  return fails (1u << FAULT_TRUNCATE) ? SQLITE_IOERR_TRUNCATE
                                      : file_of (file)->pMethods->xTruncate (file_of (file), size);
}

static int
on_sync (sqlite3_file *file, int flags)
{
  return fails (1u << FAULT_SYNC) ? SQLITE_IOERR_FSYNC
                                  : file_of (file)->pMethods->xSync (file_of (file), flags);
}

static int
on_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return file_of (file)->pMethods->xFileSize (file_of (file), size);
}

static int
on_lock (sqlite3_file *file, int level)
{
  return file_of (file)->pMethods->xLock (file_of (file), level);
}

static int
on_unlock (sqlite3_file *file, int level)
{
  return file_of (file)->pMethods->xUnlock (file_of (file), level);
}

static int
on_reserved (sqlite3_file *file, int *out)
{
  return file_of (file)->pMethods->xCheckReservedLock (file_of (file), out);
}

static int
on_control (sqlite3_file *file, int what, void *with)
{
  return file_of (file)->pMethods->xFileControl (file_of (file), what, with);
}

static int
on_sector (sqlite3_file *file)
{
  return file_of (file)->pMethods->xSectorSize (file_of (file));
}

static int
on_traits (sqlite3_file *file)
{
  return file_of (file)->pMethods->xDeviceCharacteristics (file_of (file));
}

static const sqlite3_io_methods methods = {
  .iVersion = 1,
  .xClose = on_close,
  .xRead = on_read,
  .xWrite = on_write,
  .xTruncate = on_truncate,
  .xSync = on_sync,
  .xFileSize = on_size,
  .xLock = on_lock,
  .xUnlock = on_unlock,
  .xCheckReservedLock = on_reserved,
  .xFileControl = on_control,
  .xSectorSize = on_sector,
  .xDeviceCharacteristics = on_traits,
};

static int
on_open (sqlite3_vfs *self, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
  FaultFile *fault = (FaultFile *)file;
  int rc;

  file->pMethods = NULL;
  if ((flags & SQLITE_OPEN_CREATE) && fails (1u << FAULT_OPEN))
    return SQLITE_CANTOPEN;
  fault->real = (sqlite3_file *)(fault + 1);
  fault->real->pMethods = NULL;
  rc = real->xOpen (real, path, fault->real, flags, out_flags);
  if (fault->real->pMethods != NULL)
    file->pMethods = &methods;
  return rc;
}

static int
on_delete (sqlite3_vfs *self, const char *path, int sync)
{
  return fails (1u << FAULT_DELETE) ? SQLITE_IOERR_DELETE : real->xDelete (real, path, sync);
}

static int
on_access (sqlite3_vfs *self, const char *path, int flags, int *out)
{
  return real->xAccess (real, path, flags, out);
}

static int
on_full_path (sqlite3_vfs *self, const char *path, int n, char *out)
{
  return real->xFullPathname (real, path, n, out);
}

void
fault_vfs_install (void)
{
  real = sqlite3_vfs_find (NULL);
  g_assert_nonnull (real);
  vfs = *real;
  vfs.zName = "nqp-faults";
  vfs.szOsFile = (int)sizeof (FaultFile) + real->szOsFile;
  vfs.xOpen = on_open;
  vfs.xDelete = on_delete;
  vfs.xAccess = on_access;
  vfs.xFullPathname = on_full_path;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
}

void
fault_vfs_fail (Fault kind, int nth, gboolean lasting)
{
  plan.armed = TRUE;
  plan.failed = FALSE;
  plan.lasting = lasting;
  plan.kind = kind;
  plan.left = nth;
}

gboolean
fault_vfs_stop (void)
{
  const gboolean failed = plan.failed;

  plan.armed = plan.failed = FALSE;
  return failed;
}
