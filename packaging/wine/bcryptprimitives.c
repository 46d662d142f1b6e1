/* For tests under wine 8 alone, which lacks this library: random bytes from the system's own generator. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length); /* RtlGenRandom */

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length)
{
    for (SIZE_T done = 0; done < length;) {
        SIZE_T rest = length - done;
        ULONG step = rest < 65536 ? (ULONG)rest : 65536;
        if (!SystemFunction036(buffer + done, step))
            return FALSE;
        done += step;
    }
    return TRUE;
}
