package dev.rollcall.model;

/** What a model can be asked to do. */
public enum Capability implements WireName {
  /** Answers a conversation. */
  CHAT,
  /** Continues a text. */
  COMPLETION,
  /** Turns an input into a vector. */
  EMBEDDING,
  /** Understands images. */
  VISION,
  /** Understands sound. */
  AUDIO_INPUT,
  /** Calls functions (tools) that the caller describes. */
  FUNCTION_CALLING,
  /** Thinks before it answers. */
  REASONING,
  /** Answers in a JSON schema that the caller gives. */
  STRUCTURED_OUTPUT,
  /** Makes images. */
  IMAGE_GENERATION,
  /** Makes videos. */
  VIDEO_GENERATION,
  /** Speaks a text. */
  SPEECH,
  /** Writes down speech. */
  TRANSCRIPTION,
  /** Orders documents by relevance. */
  RERANK,
  /** Judges whether a content is harmful. */
  MODERATION
}
