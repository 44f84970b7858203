#pragma once

namespace acs {

/// Begins the construction of a model: its power-up values depend on its seed alone, not on the models before.
void begin_power_up();

}  // namespace acs
