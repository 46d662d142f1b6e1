//! The window beside the authority's platform: narrow, at the right of its screen, on top if wanted; and back.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tauri::{LogicalSize, PhysicalPosition, PhysicalSize, WebviewWindow};

/// The narrow window's width, and the least it can be made.
const WIDTH: f64 = 400.0;
const LEAST: LogicalSize<f64> = LogicalSize { width: 320.0, height: 400.0 };

/// How often a size is asked for, and how long it is waited for each time.
const MOST_ASKED: usize = 10;
const PAUSE: Duration = Duration::from_millis(50);

/// How the window stood before it became narrow; `None`: it is not narrow.
#[derive(Default)]
pub(crate) struct Narrow(Mutex<Option<Before>>);

#[derive(Clone, Copy)]
struct Before {
    size: PhysicalSize<u32>,
    position: PhysicalPosition<i32>,
    is_maximized: bool,
}

impl Narrow {
    /// Makes the window narrow, as high as its screen. A system that places windows itself leaves it where it is.
    pub(crate) fn enter(&self, window: &WebviewWindow) -> tauri::Result<()> {
        let mut before = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if before.is_none() {
            *before = Some(Before {
                is_maximized: window.is_maximized()?,
                size: window.inner_size()?,
                position: window.outer_position()?,
            });
        }
        window.unmaximize()?;
        window.set_min_size(Some(LEAST))?;
        let Some(screen) = window.current_monitor()? else {
            return window.set_size(LogicalSize { width: WIDTH, height: LEAST.height * 2.0 });
        };
        let area = screen.work_area();
        let frame = window.outer_size()?.height.saturating_sub(window.inner_size()?.height);
        let wanted = LogicalSize { width: WIDTH, height: 0.0 }.to_physical::<u32>(screen.scale_factor());
        let width = wanted.width.min(area.size.width);
        window.set_size(PhysicalSize { width, height: area.size.height.saturating_sub(frame) })?;
        let right = area.position.x.saturating_add_unsigned(area.size.width);
        window.set_position(PhysicalPosition { x: right.saturating_sub_unsigned(width), y: area.position.y })
    }

    /// Gives the window back the place and size that it had.
    pub(crate) fn leave(&self, window: &WebviewWindow, least: Option<LogicalSize<f64>>) -> tauri::Result<()> {
        let Some(before) = self.0.lock().unwrap_or_else(PoisonError::into_inner).take() else {
            return Ok(());
        };
        window.set_always_on_top(false)?;
        window.set_min_size(least)?;
        resize(window, before.size)?;
        window.set_position(before.position)?;
        if before.is_maximized { window.maximize() } else { Ok(()) }
    }
}

/// Asks for a size until the window has it: GTK drops a size that is asked for while an earlier change is under way.
fn resize(window: &WebviewWindow, size: PhysicalSize<u32>) -> tauri::Result<()> {
    for _ in 0..MOST_ASKED {
        window.set_size(size)?;
        std::thread::sleep(PAUSE);
        if window.inner_size()? == size {
            break;
        }
    }
    Ok(())
}
