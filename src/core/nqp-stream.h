/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* splitmix64 (Steele, Lea, Flood 2014), its output function: every bit of @x matters for every bit of the result. */
static inline guint64
nqp_mix_bits (guint64 x)
{
  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return x ^ (x >> 31);
}

/* The start of stream number @stream: streams are independent of each other and of who draws from them. */
static inline guint64
nqp_stream (guint64 seed, guint64 stream)
{
  return nqp_mix_bits (nqp_mix_bits (seed + G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) + stream);
}

/* Number @k of a stream, in [0, 1). */
static inline double
nqp_stream_uniform (guint64 stream, guint64 k)
{
  return (double)(nqp_mix_bits (stream + (k + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 11) * 0x1p-53;
}

G_END_DECLS
