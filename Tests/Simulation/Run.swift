import Support

/// Runs scripts from the start until everything is synced.
enum Run {
    /// - Returns: the promise that was broken, if any.
    static func violation(of script: Script, from beginnings: Beginnings) -> Violation? {
        do {
            let world = try play(script, from: beginnings)
            guard script.plan.isPaired else { return nil }
            let twin = try play(script, from: beginnings, isTwin: true)
            return compare(world, twin)
        } catch let violation as Violation {
            return violation
        } catch {
            return Violation(promise: .soundness, detail: "\(error)")
        }
    }

    private static func play(_ script: Script, from beginnings: Beginnings, isTwin: Bool = false) throws -> SimWorld {
        let world = try begin(script, from: beginnings, isTwin: isTwin)
        for step in script.steps { try world.run(step) }
        if !script.plan.isPaired { try world.comeToRest() }
        return world
    }

    private static func begin(_ script: Script, from beginnings: Beginnings, isTwin: Bool) throws -> SimWorld {
        guard script.isShipped else {
            return try SimWorld(script.plan, seed: script.seed, isTwin: isTwin, from: beginnings.with(script.fleet))
        }
        let world = try SimWorld(script.plan, seed: script.seed, isTwin: isTwin, isShipped: true)
        try world.begin(with: script.fleet)
        return world
    }

    /// (g): the twin omitted A's steps that leave no trace; B must have received the same in both.
    private static func compare(_ world: SimWorld, _ twin: SimWorld) -> Violation? {
        for ref in world.refs where ref.partner == 1 {
            let (with, without) = (world.shapes[ref] ?? [], twin.shapes[ref] ?? [])
            guard with != without else { continue }
            let index =
                zip(with, without).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(with.count, without.count)
            let pair = [with, without].map { $0.indices.contains(index) ? $0[index] : "nothing" }
            return Violation(promise: .silence, detail: "reply \(index + 1) to \(ref): \(pair[0]); without: \(pair[1])")
        }
        return nil
    }
}
