package dev.rollcall.model;

/** A kind of data that goes into a model or comes out of it. */
public enum Modality implements WireName {
  TEXT,
  IMAGE,
  AUDIO,
  VIDEO,
  PDF,
  EMBEDDING
}
