/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-session-private.h"

/* What other windows and processes write is seen within a second: the system tells when the file, or the journal beside it whose end
 * is the end of a change, is touched. Then a few bytes tell whether it was somebody else. Where the system tells nothing of what
 * other computers do, those few bytes are looked at each second. */

#define LOCAL_INTERVAL_MS 5000 /* in case that an event was lost */
#define REMOTE_INTERVAL_MS 900
#define EVENT_DELAY_MS 30 /* a change is several events */
#define AGAIN_DELAY_MS 100

struct _NqpFileWatch
{
  GFileMonitor *file, *journal; /* NULL: the system has none */
  guint timer_id, look_id;
};

static void
look_soon (NqpSession *self, guint delay);

/* Returns: whether to look again soon */
static gboolean
look (NqpSession *self)
{
  NqpSeen seen;
  gboolean said;
  g_autoptr (GError) error = NULL;

  if (self->dragging)
    return TRUE;
  seen = nqp_project_look (self->project);
  if (seen == NQP_SEEN_WRITER)
    return TRUE;
  said = self->document->pending != 0;
  if (seen == NQP_SEEN_NOTHING && !said)
    return FALSE;
  if (!nqp_document_refresh (self->document, &error) && !said)
    nqp_session_message (self, error->message, NULL, NULL);
  if (self->document->changed != 0)
    nqp_session_adopt (self);
  return FALSE;
}

static gboolean
on_look (gpointer user_data)
{
  NqpSession *self = user_data;

  self->file_watch->look_id = 0;
  if (look (self))
    look_soon (self, AGAIN_DELAY_MS);
  return G_SOURCE_REMOVE;
}

static void
look_soon (NqpSession *self, guint delay)
{
  if (self->file_watch->look_id == 0)
    self->file_watch->look_id = g_timeout_add (delay, on_look, self);
}

static gboolean
on_timer (gpointer user_data)
{
  look_soon (user_data, 0);
  return G_SOURCE_CONTINUE;
}

static void
on_event (NqpSession *self)
{
  look_soon (self, EVENT_DELAY_MS);
}

static GFileMonitor *
watch_file (NqpSession *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GFileMonitor *monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);

  if (monitor == NULL)
    return NULL;
  g_file_monitor_set_rate_limit (monitor, EVENT_DELAY_MS);
  g_signal_connect_swapped (monitor, "changed", G_CALLBACK (on_event), self);
  return monitor;
}

static gboolean
is_remote (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info
      = g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_REMOTE, NULL, NULL);

  return info != NULL && g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_FILESYSTEM_REMOTE);
}

void
nqp_session_begin_watch (NqpSession *self)
{
  const char *path = nqp_project_path (self->project);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  NqpFileWatch *watch = g_new0 (NqpFileWatch, 1);
  gboolean told;

  nqp_session_end_watch (self);
  self->file_watch = watch;
  watch->file = watch_file (self, path);
  watch->journal = watch_file (self, journal);
  told = watch->file != NULL && watch->journal != NULL && !is_remote (path);
  watch->timer_id = g_timeout_add (told ? LOCAL_INTERVAL_MS : REMOTE_INTERVAL_MS, on_timer, self);
}

static void
end_monitor (NqpSession *self, GFileMonitor *monitor)
{
  if (monitor == NULL)
    return;
  g_signal_handlers_disconnect_by_data (monitor, self);
  g_file_monitor_cancel (monitor);
  g_object_unref (monitor);
}

void
nqp_session_end_watch (NqpSession *self)
{
  NqpFileWatch *watch = g_steal_pointer (&self->file_watch);

  if (watch == NULL)
    return;
  g_clear_handle_id (&watch->timer_id, g_source_remove);
  g_clear_handle_id (&watch->look_id, g_source_remove);
  end_monitor (self, watch->file);
  end_monitor (self, watch->journal);
  g_free (watch);
}
