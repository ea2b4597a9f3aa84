/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nqp-keys.h"

#include <glib/gi18n.h>

/* Pages have Alt and their number, see nqp-pages.c: their group has no keys of its own. */
static const NqpKey keys[] = {
  { "win.open", N_ ("General"), N_ ("Open a project"), { "<Control>o" }, NQP_KEY_ACCEL, FALSE },
  { "win.new", N_ ("General"), N_ ("New project from CSV files"), { "<Control>n" }, NQP_KEY_ACCEL, FALSE },
  { "win.save-copy",
    N_ ("General"),
    N_ ("Save a copy"),
    { "<Control><Shift>s", "<Control>s" },
    NQP_KEY_ACCEL,
    TRUE },
  { "win.history",
    N_ ("General"),
    N_ ("History: what was changed, and the way back"),
    { "<Control>h" },
    NQP_KEY_ACCEL,
    TRUE },
  { "app.new-window", N_ ("General"), N_ ("New window"), { "<Control><Shift>n" }, NQP_KEY_ACCEL, FALSE },
  { "win.undo", N_ ("General"), N_ ("Undo"), { "<Control>z" }, NQP_KEY_ACCEL, FALSE },
  { "win.redo", N_ ("General"), N_ ("Redo"), { "<Control><Shift>z", "<Control>y" }, NQP_KEY_ACCEL, FALSE },
  { "window.close", N_ ("General"), N_ ("Close the window"), { "<Control>w" }, NQP_KEY_ACCEL, FALSE },
  { "app.quit", N_ ("General"), N_ ("Quit"), { "<Control>q" }, NQP_KEY_ACCEL, FALSE },
  { "win.show-help-overlay",
    N_ ("General"),
    N_ ("Keyboard shortcuts"),
    { "<Control>question", "F1" },
    NQP_KEY_ACCEL,
    FALSE },

  { "win.walk(1)",
    N_ ("Looking around"),
    N_ ("Next region in rank order"),
    { "Page_Down", "KP_Page_Down" },
    NQP_KEY_FIRST,
    TRUE },
  { "win.walk(-1)",
    N_ ("Looking around"),
    N_ ("Previous region in rank order"),
    { "Page_Up", "KP_Page_Up" },
    NQP_KEY_FIRST,
    TRUE },
  { "win.step-year(-1)",
    N_ ("Looking around"),
    N_ ("Previous or next year"),
    { "Left" },
    NQP_KEY_LEFT,
    TRUE },
  { "win.step-year(1)", N_ ("Looking around"), NULL, { "Right" }, NQP_KEY_LEFT, TRUE },
  { "win.play", N_ ("Looking around"), N_ ("Play the years or stop"), { "space" }, NQP_KEY_LEFT, TRUE },
  { "win.find-region", N_ ("Looking around"), N_ ("Find a region"), { "<Control>f" }, NQP_KEY_ACCEL, TRUE },

  { "win.page-number", N_ ("Pages"), NULL, { NULL }, NQP_KEY_ACCEL, TRUE },

  { NULL, N_ ("In a picture"), N_ ("From region to region"), { "Up", "Down" }, NQP_KEY_PICTURE, FALSE },
  { NULL, N_ ("In a picture"), N_ ("Put that region in focus"), { "Return" }, NQP_KEY_PICTURE, FALSE },
  { NULL,
    N_ ("In a picture"),
    N_ ("Compare that region"),
    { "space", "<Control>Return" },
    NQP_KEY_PICTURE,
    FALSE },
  { NULL, N_ ("In a picture"), N_ ("Map or tiles, on the map page"), { "t" }, NQP_KEY_PICTURE, FALSE },

  { NULL,
    N_ ("The theory"),
    N_ ("Walk from concept to concept"),
    { "Left", "Right", "Up", "Down" },
    NQP_KEY_PICTURE,
    FALSE },
  { NULL,
    N_ ("The theory"),
    N_ ("Open or close a level of the diagram"),
    { "plus", "minus" },
    NQP_KEY_PICTURE,
    FALSE },
  { NULL, N_ ("The theory"), N_ ("Let go of the concept"), { "Escape" }, NQP_KEY_PICTURE, FALSE },
  { NULL,
    N_ ("The theory"),
    N_ ("Next step of the lesson, previous step"),
    { "Page_Down", "Page_Up" },
    NQP_KEY_PICTURE,
    FALSE },

  { NULL,
    N_ ("How a number comes about"),
    N_ ("Show the steps one by one, next step"),
    { "space" },
    NQP_KEY_PICTURE,
    FALSE },
  { NULL,
    N_ ("How a number comes about"),
    N_ ("Previous or next step, while they appear one by one"),
    { "Left", "Right" },
    NQP_KEY_PICTURE,
    FALSE },
  { NULL,
    N_ ("How a number comes about"),
    N_ ("Follow another indicator"),
    { "Up", "Down" },
    NQP_KEY_PICTURE,
    FALSE },
  { NULL, N_ ("How a number comes about"), N_ ("Show all steps"), { "Escape" }, NQP_KEY_PICTURE, FALSE },
  { NULL,
    N_ ("How a number comes about"),
    N_ ("Lock a weight or switch it off, in the picture of weights"),
    { "Return" },
    NQP_KEY_PICTURE,
    FALSE },

  { "win.toggle-sidebar",
    N_ ("Window and pictures"),
    N_ ("Show or hide the sidebar"),
    { "F9" },
    NQP_KEY_ACCEL,
    TRUE },
  { "win.toggle-inspector",
    N_ ("Window and pictures"),
    N_ ("Show or hide weights and method"),
    { "<Control>i" },
    NQP_KEY_ACCEL,
    TRUE },
  { "win.present", N_ ("Window and pictures"), N_ ("Presentation mode"), { "F11" }, NQP_KEY_ACCEL, TRUE },
  { "win.stop-presenting",
    N_ ("Window and pictures"),
    N_ ("Leave presentation mode"),
    { "Escape" },
    NQP_KEY_LEFT,
    TRUE },
  { "win.export",
    N_ ("Window and pictures"),
    N_ ("Save this picture"),
    { "<Control>e" },
    NQP_KEY_ACCEL,
    TRUE },

  /* without a key */
  { "win.rename", NULL, NULL, { NULL }, NQP_KEY_ACCEL, TRUE },
  { "win.save-copy-without-history", NULL, NULL, { NULL }, NQP_KEY_ACCEL, TRUE },
  { "win.compact", NULL, NULL, { NULL }, NQP_KEY_ACCEL, TRUE },
  { "win.export-data", NULL, NULL, { NULL }, NQP_KEY_ACCEL, TRUE },
  { "win.close-project", NULL, NULL, { NULL }, NQP_KEY_ACCEL, TRUE },
  { "win.page", NULL, NULL, { NULL }, NQP_KEY_ACCEL, TRUE },
  { "win.step-page", NULL, NULL, { NULL }, NQP_KEY_ACCEL, TRUE },
};

const NqpKey *
nqp_keys (int *out_n)
{
  *out_n = (int)G_N_ELEMENTS (keys);
  return keys;
}

const NqpKey *
nqp_keys_find (const char *action)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_strcmp0 (keys[i].action, action) == 0)
      return &keys[i];
  return NULL;
}
