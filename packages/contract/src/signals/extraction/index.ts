export { extractFacts, findStandardByName, type ExtractedField, type Extraction, type ExtractionOptions, type Span } from './extract-facts.ts'
export { buildGazetteer, type Gazetteer, type GazetteerEntry } from './match-place.ts'
