/// Removes steps from a script as long as it still breaks the same promise.
enum Shrinker {
    static func shrink(_ script: Script, from beginnings: Beginnings, breaking promise: Violation.Promise) -> Script {
        var script = script
        var size = script.steps.count / 2
        while size > 0 {
            var start = 0
            while start < script.steps.count {
                var shorter = script
                shorter.steps.removeSubrange(start..<min(start + size, script.steps.count))
                if Run.violation(of: shorter, from: beginnings)?.promise == promise { script = shorter } else { start += size }
            }
            size /= 2
        }
        return withFewerMachines(script, from: beginnings, breaking: promise)
    }

    private static func withFewerMachines(_ script: Script, from beginnings: Beginnings, breaking promise: Violation.Promise)
        -> Script
    {
        var script = script
        for partner in 0...1 {
            while script.fleet[partner] > 1 {
                var smaller = script
                smaller.fleet[partner] -= 1
                guard Run.violation(of: smaller, from: beginnings)?.promise == promise else { break }
                script = smaller
            }
        }
        return script
    }
}
