//! Imposition: page → sheet, side, place.
//!
//! Pure arithmetic; knows no PDF. The issue on the printed book fills this room.
