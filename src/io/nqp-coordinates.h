/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NqpCoordinates:
 *
 * Nested arrays of numbers of a JSON text, packed: for each array in the order of its opening bracket how many elements it
 * has, and the numbers one after the other.
 */
typedef struct
{
  GArray *sizes;   /* guint32; the highest bit: the elements are numbers */
  GArray *numbers; /* double */
  GArray *starts;  /* NqpCoordinatesCursor: where each outermost array begins */
} NqpCoordinates;

void
nqp_coordinates_init (NqpCoordinates *self);
void
nqp_coordinates_clear (NqpCoordinates *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NqpCoordinates, nqp_coordinates_clear)

/* White space and comments from @p on. Returns: what comes after; NULL with @p unchanged if a comment is never closed */
const char *
nqp_json_skip_blank (const char *p);

/* Takes the array that opens at @p, at most four deep. Returns: what comes after; NULL, with nothing taken, if it holds
 * anything but arrays of arrays and arrays of numbers */
const char *
nqp_coordinates_take (NqpCoordinates *self, const char *p);

/* A reader of one array; a plain value. */
typedef struct
{
  guint size, number; /* next of each */
} NqpCoordinatesCursor;

/* FALSE if there is no array of that number. */
gboolean
nqp_coordinates_open (const NqpCoordinates *self, gint64 which, NqpCoordinatesCursor *out);
/* Enters the next array. Returns: how many arrays are in it; -1, and it is passed over, if it holds numbers */
int
nqp_coordinates_enter (const NqpCoordinates *self, NqpCoordinatesCursor *cursor);
/* The next array as a position, of which numbers after the second are passed over. FALSE if it is none. */
gboolean
nqp_coordinates_point (const NqpCoordinates *self, NqpCoordinatesCursor *cursor, double xy[2]);

G_END_DECLS
