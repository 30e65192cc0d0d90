// One run at a time of something that reads the newest state: calls during a run cause one more run
// after it, however many they were. What a run throws is given to onError, and ends nothing.

export function coalesce(run, onError = () => {}) {
    let busy = null;
    let again = false;

    async function loop() {
        while (again) {
            again = false;
            await Promise.resolve().then(run).catch(onError);
        }
        busy = null;
    }

    return function ask() {
        again = true;
        busy = busy || loop();
        return busy;
    };
}
