/// Leaves steps out of a script as long as it still breaks the same promise.
enum Shrinker {
    static func shrink(_ script: Script, from beginning: PairedBeginning, breaking promise: Violation.Promise) -> Script {
        var script = script
        var size = script.steps.count / 2
        while size > 0 {
            var start = 0
            while start < script.steps.count {
                var shorter = script
                shorter.steps.removeSubrange(start..<min(start + size, script.steps.count))
                if Run.violation(of: shorter, from: beginning)?.promise == promise { script = shorter } else { start += size }
            }
            size /= 2
        }
        return script
    }
}
