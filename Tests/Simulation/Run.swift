import Support

/// Runs scripts from the beginning to rest.
enum Run {
    /// - Returns: the promise that was broken, if one was.
    static func violation(of script: Script, from beginnings: Beginnings) -> Violation? {
        do {
            let beginning = try beginnings.with(script.fleet)
            let world = try play(script, from: beginning)
            guard script.plan.isPaired else { return nil }
            let twin = try play(script, from: beginning, isTwin: true)
            return compare(world, twin)
        } catch let violation as Violation {
            return violation
        } catch {
            return Violation(promise: .soundness, detail: "\(error)")
        }
    }

    private static func play(_ script: Script, from beginning: PairedBeginning, isTwin: Bool = false) throws -> SimWorld {
        let world = try SimWorld(script.plan, seed: script.seed, isTwin: isTwin, from: beginning)
        for step in script.steps { try world.run(step) }
        if !script.plan.isPaired { try world.comeToRest() }
        return world
    }

    /// (g): the steps of A that leave no trace were left out of the twin; what B received must be the same.
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
