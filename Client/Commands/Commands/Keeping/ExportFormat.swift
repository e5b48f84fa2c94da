import ArgumentParser

/// What an export is written as.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
    /// Whole, to be brought in again.
    case json
    case markdown
    /// One page to look at, and to print.
    case html
}
